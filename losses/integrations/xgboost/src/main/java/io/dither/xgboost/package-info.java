/** Regression trees by XGBoost, behind {@link io.dither.learn.model.TreeGrower}. Stable: what is public stays. */
@NullMarked
package io.dither.xgboost;

import org.jspecify.annotations.NullMarked;
