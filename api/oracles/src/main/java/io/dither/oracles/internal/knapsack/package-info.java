/** The knapsack by a table or by branch and bound. */
@org.jspecify.annotations.NullMarked
package io.dither.oracles.internal.knapsack;
