/** What training code sees: differentiable layers and losses with error bars. */
@NullMarked
package io.dither.layer;

import org.jspecify.annotations.NullMarked;
