/** Internal: what an estimate is made of, one sum over samples each. Not for users: it may change with any version. */
@NullMarked
package io.dither.statistic;

import org.jspecify.annotations.NullMarked;
