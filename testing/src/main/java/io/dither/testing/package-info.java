/** Contract rules of oracles, noises and layers, gradient checks and a brute-force oracle, for authors of plugins. */
@org.jspecify.annotations.NullMarked
package io.dither.testing;
