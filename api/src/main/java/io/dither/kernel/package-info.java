/**
 * Loops over several samples at once that may run in vector instructions: how an implementation is found, and the
 * interfaces for solvers outside this module. Other kernel interfaces stand beside the classes that use them, each with
 * a plain implementation. All implementations give the same bits for the same inputs.
 */
@org.jspecify.annotations.NullMarked
package io.dither.kernel;
