/** Readers and writers of data files. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.data;
