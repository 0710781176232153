/* Fetches the script of an instrument when the reader comes near it, and at once when the address holds its state. */
(() => {
  const asked = new Set();
  const load = ({ dataset: { src } }) => {
    if (asked.has(src)) return;
    asked.add(src);
    document.head.append(Object.assign(document.createElement("script"), { src }));
  };
  const hosts = [...document.querySelectorAll(".instrument[data-src]")];
  const near = new IntersectionObserver(
    (seen) => seen.forEach((entry) => entry.isIntersecting && (near.unobserve(entry.target), load(entry.target))),
    { rootMargin: "600px" },
  );
  const named = () => hosts.filter((host) => location.hash.startsWith(`#${host.id}?`));
  addEventListener("hashchange", () => named().forEach((host) => (load(host), host.scrollIntoView())));
  named().forEach(load);
  hosts.forEach((host) => near.observe(host));
})();
