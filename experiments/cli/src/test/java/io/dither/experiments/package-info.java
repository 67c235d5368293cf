@NullMarked
package io.dither.experiments;

import org.jspecify.annotations.NullMarked;
