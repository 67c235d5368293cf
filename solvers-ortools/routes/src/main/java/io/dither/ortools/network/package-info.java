/** Flows, cuts, assignments and knapsacks, solved with whole costs. */
@org.jspecify.annotations.NullMarked
package io.dither.ortools.network;
