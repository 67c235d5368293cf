/** The knapsack by a table or by branch and bound. */
@NullMarked
package io.dither.oracles.internal.knapsack;

import org.jspecify.annotations.NullMarked;
