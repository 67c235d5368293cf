@NullMarked
package io.dither.experiments.launch;

import org.jspecify.annotations.NullMarked;
