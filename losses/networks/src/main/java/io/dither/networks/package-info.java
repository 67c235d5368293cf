/** Small neural networks as cost models, in plain Java. */
@org.jspecify.annotations.NullMarked
package io.dither.networks;
