// Stands in for the package string-width in the bundled command line: that one builds Unicode tables at every start, which takes
// longer than all the rest of `--help`, and the help is plain text.

export { displayWidth as default } from '../../receiver/document/display-width.ts';
