/** Flows, cuts, assignments and knapsacks, solved with whole costs. */
@NullMarked
package io.dither.ortools.network;

import org.jspecify.annotations.NullMarked;
