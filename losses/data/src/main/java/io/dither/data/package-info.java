/** Histories, which are rows with names, from files, databases or memory; what the learner reads of them; and tables written back. */
@org.jspecify.annotations.NullMarked
package io.dither.data;
