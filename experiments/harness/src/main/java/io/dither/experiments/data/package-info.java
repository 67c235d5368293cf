/** Readers and writers of data files. */
@NullMarked
package io.dither.experiments.data;

import org.jspecify.annotations.NullMarked;
