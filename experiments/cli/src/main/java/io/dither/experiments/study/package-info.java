/** Study files: the options of a command as TOML. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.study;
