/** Minimum-cost flows, solved with whole costs. */
@org.jspecify.annotations.NullMarked
package io.dither.ortools.network;
