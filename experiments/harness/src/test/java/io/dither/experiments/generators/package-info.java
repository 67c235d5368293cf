@NullMarked
package io.dither.experiments.generators;

import org.jspecify.annotations.NullMarked;
