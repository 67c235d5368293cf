/** What an estimate is made of, one sum over samples each. */
@NullMarked
package io.dither.perturbed.internal.statistic;

import org.jspecify.annotations.NullMarked;
