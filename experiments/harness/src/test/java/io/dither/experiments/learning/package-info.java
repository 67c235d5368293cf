@NullMarked
package io.dither.experiments.learning;

import org.jspecify.annotations.NullMarked;
