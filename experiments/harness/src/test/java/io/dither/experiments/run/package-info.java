@NullMarked
package io.dither.experiments.run;

import org.jspecify.annotations.NullMarked;
