/** Tests of study files. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.study;
