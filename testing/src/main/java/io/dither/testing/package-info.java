/** Contract rules, gradient checks, arbitraries and fakes for authors of oracles. */
@NullMarked
package io.dither.testing;

import org.jspecify.annotations.NullMarked;
