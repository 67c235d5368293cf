/** What an estimate is made of, one sum over samples each. */
@org.jspecify.annotations.NullMarked
package io.dither.perturbed.internal.statistic;
