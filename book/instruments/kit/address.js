/* The state of an instrument in the address: #instrument-stepper?step=7&w=6,-3. What stands there was written by anyone, so each value is read
   by a rule, a value that breaks its rule is left out and said so in a sentence that does not repeat it, and nothing is ever run or put in as markup. */

const NUMBER = /^-?\d{1,16}(\.\d{1,20})?(e-?\d{1,3})?$/;
const one = (text, min, max) => {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return value >= min && value <= max ? value : undefined;
};

/** The rules: each has read(text), which gives a value or undefined, write(value), and `takes`, the end of a sentence. */
export const fields = {
  whole: (min, max) => ({
    read: (text) => (/^\d{1,9}$/.test(text) ? one(text, min, max) : undefined),
    write: String,
    takes: `a whole number from ${min} to ${max}`,
  }),
  number: (min, max) => ({ read: (text) => one(text, min, max), write: String, takes: `a number from ${min} to ${max}` }),
  numbers: (count, min, max) => ({
    read(text) {
      const values = text.length < 60 * count ? text.split(",").map((part) => one(part, min, max)) : [];
      return values.length === count && !values.includes(undefined) ? values : undefined;
    },
    write: (values) => values.map(String).join(","),
    takes: `${count} numbers from ${min} to ${max}, with commas between them`,
  }),
  choice: (...options) => ({ read: (text) => (options.includes(text) ? text : undefined), write: String, takes: `one of ${options.join(", ")}` }),
  flag: () => ({ read: (text) => (text === "1" ? true : text === "0" ? false : undefined), write: (on) => (on ? "1" : "0"), takes: "0 or 1" }),
};

/** Read a hash: null if it is not for `id`, else {values, problems}. */
export function parse(hash, id, schema) {
  const start = `#${id}?`;
  if (!hash.startsWith(start)) return null;
  const values = {}, problems = [];
  for (const part of hash.slice(start.length, 4000).split("&")) {
    const [key, text = ""] = part.split("=", 2);
    if (!Object.hasOwn(schema, key)) {
      problems.push("it has a part that does not belong there");
      continue;
    }
    let value;
    try {
      value = schema[key].read(decodeURIComponent(text));
    } catch {
      value = undefined; // a broken % sequence
    }
    if (value === undefined) problems.push(`"${key}" takes ${schema[key].takes}`);
    else values[key] = value;
  }
  return { values, problems: [...new Set(problems)] };
}

/** Write a hash; values that are undefined or not in the schema are left out. */
export function write(id, schema, values) {
  const parts = Object.keys(schema).filter((key) => values[key] !== undefined);
  return `#${id}?${parts.map((key) => `${key}=${encodeURIComponent(schema[key].write(values[key])).replace(/%(2C|3A|3B)/g, decodeURIComponent)}`).join("&")}`;
}

/** The address of one instrument: {values, problem, save(values), link(values), onChange(listener)}.
    `values` is {} and `problem` "" where the address is not about this instrument; save() writes it a moment later. */
export function address(id, schema) {
  const now = (hash = location.hash) => {
    const found = parse(hash, id, schema);
    const problems = found?.problems || [];
    return {
      given: found !== null,
      values: found?.values || {},
      problem: problems.length ? `The link is damaged: ${problems.join("; ")}. The rest of it is used.` : "",
    };
  };
  let timer = 0;
  return {
    ...now(),
    save(values) {
      clearTimeout(timer);
      timer = setTimeout(() => history.replaceState(null, "", write(id, schema, values)), 300);
    },
    link: (values) => location.href.split("#")[0] + write(id, schema, values),
    onChange(listener) {
      // From the event: what was to be written of the values before may have been written since.
      addEventListener("hashchange", ({ newURL }) => {
        const changed = now(new URL(newURL).hash);
        if (!changed.given) return;
        clearTimeout(timer);
        listener(changed);
      });
    },
  };
}
