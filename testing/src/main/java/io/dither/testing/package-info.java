/** Contract rules of oracles and a brute-force oracle, for authors of plugins. */
@org.jspecify.annotations.NullMarked
package io.dither.testing;
