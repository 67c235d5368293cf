/** The learner on Apache Spark: the same bits as on one machine, and an estimator of Spark ML. */
@org.jspecify.annotations.NullMarked
package io.dither.spark;
