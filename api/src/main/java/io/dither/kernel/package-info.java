/**
 * Loops that do the same to several samples at once, in plain Java and, where a provider brings them, in vector
 * instructions. The same inputs give the same bits from all of them.
 */
@NullMarked
package io.dither.kernel;

import org.jspecify.annotations.NullMarked;
