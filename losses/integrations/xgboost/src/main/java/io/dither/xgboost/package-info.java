/** Regression trees by XGBoost, behind {@link io.dither.trees.TreeGrower}. Stable: what is public stays. */
@org.jspecify.annotations.NullMarked
package io.dither.xgboost;
