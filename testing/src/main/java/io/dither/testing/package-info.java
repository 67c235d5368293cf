/** Contract rules, gradient checks, arbitraries and fakes for authors of oracles. */
@org.jspecify.annotations.NullMarked
package io.dither.testing;
