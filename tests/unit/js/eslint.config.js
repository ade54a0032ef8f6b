// What prettier does not look at. From the top of the repository: npm --prefix tests/unit/js run lint
import js from "@eslint/js"
import globals from "globals"

const MARKUP = "Any token can be markup: text enters as textContent, elements by createElement."
const NO_MARKUP = [
  "AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]",
  "CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment)$/]",
  "CallExpression[callee.property.name=/^(write|writeln)$/]",
  "NewExpression[callee.name='DOMParser']",
]
// All defined in every window, and never what was meant.
const CONFUSING = [
  "close",
  "closed",
  "event",
  "find",
  "focus",
  "length",
  "name",
  "open",
  "origin",
  "parent",
  "print",
].concat(["screen", "scroll", "self", "status", "stop", "top", "window"])

export default [
  js.configs.recommended,
  {
    files: ["pages/shell/browser/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-globals": ["error", ...CONFUSING],
      "no-restricted-syntax": ["error", ...NO_MARKUP.map((selector) => ({ selector, message: MARKUP }))],
    },
  },
  {
    files: ["tests/unit/js/**/*.js"],
    languageOptions: { globals: globals.node },
    rules: { eqeqeq: "error", "no-shadow": "error", "no-var": "error", "prefer-const": "error" },
  },
]
