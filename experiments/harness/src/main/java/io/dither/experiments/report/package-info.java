/** Pages about runs that need no network: what was run, its figures, curves and pictures; alone or side by side. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.report;
