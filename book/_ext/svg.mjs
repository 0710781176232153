// A drawing a line, {svg, prefix} as JSON, on stdin; {svg} as JSON, a line, on stdout: smaller, without style attributes, which the
// content policy refuses, and with identifiers that stand only once in a page.
import { createInterface } from "node:readline";
import { optimize } from "svgo";

// Matplotlib numbers everything; what a figure names itself (with gid=...) stays.
const AUTOMATIC = /^(figure|axes|patch|line2d|text|matplotlib\.axis|xtick|ytick|legend|PathCollection|LineCollection|PolyCollection|QuadMesh|FillBetweenPolyCollection|QuadContourSet)_\d+$/;

const unnamed = {
  name: "unnamed",
  fn: () => ({
    element: {
      enter: (node) => {
        if (AUTOMATIC.test(node.attributes.id ?? "")) delete node.attributes.id;
        if (/^rotate\(-?0[ ,)]/.test(node.attributes.transform ?? "")) delete node.attributes.transform;
      },
    },
  }),
};

// The page's own font shows the text; what a rule of the drawing's style element says for all is in course.css.
const plain = {
  name: "plain",
  fn: () => ({
    element: {
      enter: (node, parent) => {
        delete node.attributes["font-family"];
        if (node.name === "style") parent.children = parent.children.filter((child) => child !== node);
        if (node.attributes.style) throw new Error(`this style cannot be an attribute: ${node.attributes.style}`);
      },
    },
  }),
};

// Two digits behind the point are more than a screen shows. Where there are hundreds of numbers one is enough: a tenth of a point.
const MANY = 600;

function plugins(prefix) {
  return [
    "removeXMLProcInst",
    "removeDoctype",
    "removeComments",
    "removeMetadata",
    unnamed,
    "convertStyleToAttrs",
    plain,
    "cleanupNumericValues",
    "convertPathData",
    "convertTransform",
    "removeEmptyAttrs",
    "removeEmptyContainers",
    "removeUselessDefs",
    "collapseGroups",
    "moveElemsAttrsToGroup",
    "collapseGroups",
    "sortAttrs",
    "removeUnusedNS",
    { name: "prefixIds", params: { prefix, delim: "-", prefixClassNames: false } },
  ];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { svg, prefix } = JSON.parse(line);
  let answer;
  try {
    const digits = (svg.match(/\d\.\d/g) ?? []).length > MANY ? 1 : 2;
    answer = { svg: optimize(svg, { multipass: false, floatPrecision: digits, plugins: plugins(prefix) }).data };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
