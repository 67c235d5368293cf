/** The learner on Apache Spark: the same bits as on one machine, and an estimator of Spark ML. */
@NullMarked
package io.dither.spark;

import org.jspecify.annotations.NullMarked;
