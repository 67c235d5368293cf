/** Layers and losses of papers that the experiments compare, as plugins. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.methods;
