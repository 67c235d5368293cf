/** Models of choices among alternatives that resemble each other: nested and cross-nested logit. */
@org.jspecify.annotations.NullMarked
package io.dither.choice;
