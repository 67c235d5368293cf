@NullMarked
package io.dither.experiments.roads;

import org.jspecify.annotations.NullMarked;
