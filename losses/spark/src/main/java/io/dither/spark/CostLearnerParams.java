package io.dither.spark;

import io.dither.error.Arguments;
import java.util.List;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The parameters of {@link CostLearner} and {@link CostLearnerModel}. Columns of vectors are of type {@code VectorUDT};
 * columns that fill braces of the oracle's text may be of any type that has a text.
 */
public interface CostLearnerParams extends Params {
    /**
     * The column of the example's id, a text or a whole number; its default is {@code id}. The id and the seed
     * determine the noise of the example.
     *
     * @return the parameter
     */
    default Param<String> idCol() {
        return new Param<>(
                this, "idCol", "column of the example's id, a text or a whole number, different for each example");
    }

    /**
     * The column of the features, a vector. For a cost model that all coordinates share, such as {@code shared-linear},
     * it has the features of each coordinate, one coordinate after another; for other models, such as {@code linear}, it
     * has the features of the example. Its default is {@code features}.
     *
     * @return the parameter
     */
    default Param<String> featuresCol() {
        return new Param<>(this, "featuresCol", "column of the features, row after row");
    }

    /**
     * The column of the observed decision, a vector y of length d; its default is {@code decision}. It is optional if
     * {@link #trueCostsCol()} is set.
     *
     * @return the parameter
     */
    default Param<String> decisionCol() {
        return new Param<>(this, "decisionCol", "column of the observed decision, a vector of length d");
    }

    /**
     * The column of the true costs, a vector of length d, for losses that learn from them in place of decisions; not
     * read unless set.
     *
     * @return the parameter
     */
    default Param<String> trueCostsCol() {
        return new Param<>(this, "trueCostsCol", "column of the true costs, for losses that learn from them");
    }

    /**
     * The column of the weights of examples, above 0.
     *
     * @return the parameter
     */
    default Param<String> weightCol() {
        return new Param<>(this, "weightCol", "column of the weights of examples, above 0");
    }

    /**
     * The column of the names of groups whose examples may depend on each other.
     *
     * @return the parameter
     */
    default Param<String> clusterCol() {
        return new Param<>(this, "clusterCol", "column of the groups whose examples may depend on each other");
    }

    /**
     * The name of the column that is added for the model's decision, a vector of length d; its default is {@code
     * prediction}.
     *
     * @return the parameter
     */
    default Param<String> predictionCol() {
        return new Param<>(this, "predictionCol", "column to add: the model's decision, a vector of length d");
    }

    /**
     * The name of the column that is added for the cost (or score) of the model's decision at the model's costs; its
     * default is {@code cost}.
     *
     * @return the parameter
     */
    default Param<String> costCol() {
        return new Param<>(this, "costCol", "column to add: the cost of the model's decision");
    }

    /**
     * The text of the oracle, in which {@code {d}} stands for the number of coordinates of an example and other braces
     * for columns.
     *
     * @return the parameter
     */
    default Param<String> oracle() {
        return new Param<>(this, "oracle", "text of the oracle, such as argmax:n={d}; braces are filled by columns");
    }

    /**
     * The text of the cost model: {@code shared-linear}, the default, {@code linear}, or the text of a {@link
     * io.dither.learn.CostModelProvider} of your own.
     *
     * @return the parameter
     */
    default Param<String> costModel() {
        return new Param<>(this, "costModel", "text of the cost model, such as shared-linear or linear");
    }

    /**
     * The names of the features. A cost model that all coordinates share, such as {@code shared-linear}, needs them,
     * unless {@link #coordinateFeatures()} are given, because their number is the number of features of a coordinate.
     * Otherwise the default is x0, x1, ...
     *
     * @return the parameter
     */
    default StringArrayParam featureNames() {
        return new StringArrayParam(this, "featureNames", "names of the features, as many as a row has");
    }

    /**
     * The features of the coordinates, one row per coordinate, if all examples share them, such as the roads of one
     * map. They replace {@link #featuresCol()}.
     *
     * @return the parameter
     */
    default Param<Matrix> coordinateFeatures() {
        return new Param<>(this, "coordinateFeatures", "features that all examples share, one row per coordinate");
    }

    /**
     * The groups of the coordinates, one per row of {@link #coordinateFeatures()}; none unless set. The cost model
     * {@code shared-linear} learns an effect of each group on the costs in addition to the weights of the features;
     * {@code linear} ignores groups. If groups are the names of the coordinates, each coordinate has its own effect.
     *
     * @return the parameter
     */
    default StringArrayParam coordinateGroups() {
        return new StringArrayParam(this, "coordinateGroups", "groups that have effects, one per row of features");
    }

    /**
     * The penalty on half the sum of squares of the effects (ridge); 0.01 unless set.
     *
     * @return the parameter
     */
    default DoubleParam effectsRidge() {
        return new DoubleParam(this, "effectsRidge", "penalty on half the squares of effects", ParamValidators.gtEq(0));
    }

    /**
     * The link from the weighted sum to the cost: {@code identity}, {@code exp} or {@code softplus}. If it is not set,
     * the link of the cost model is used.
     *
     * @return the parameter
     */
    default Param<String> link() {
        return new Param<>(
                this,
                "link",
                "identity, exp or softplus",
                ParamValidators.inArray(List.of("identity", "exp", "softplus")));
    }

    /**
     * The loss: {@code fenchel-young}, the default, {@code moments}, or the text of another loss.
     *
     * @return the parameter
     */
    default Param<String> loss() {
        return new Param<>(this, "loss", "fenchel-young, moments, or the text of another loss, such as spo-plus");
    }

    /**
     * The text of the noise; by default one that suits the oracle.
     *
     * @return the parameter
     */
    default Param<String> noise() {
        return new Param<>(this, "noise", "text of the noise, such as gumbel or gamma:shape=5");
    }

    /**
     * The amplitude of the noise. If it is not set, it is learnt by the loss {@code moments}, and by other losses if a
     * fixed weight identifies it; otherwise it is 1.
     *
     * @return the parameter
     */
    default DoubleParam epsilon() {
        return new DoubleParam(this, "epsilon", "amplitude of the noise, above 0", ParamValidators.gt(0));
    }

    /**
     * Whether epsilon must be learnt. Except for the loss {@code moments}, this needs a weight that is fixed at a value
     * other than 0, or a nonlinear link. False unless set; {@link #epsilon()} lists the cases in which epsilon is then
     * learnt.
     *
     * @return the parameter
     */
    default BooleanParam learnEpsilon() {
        return new BooleanParam(this, "learnEpsilon", "whether epsilon is learnt; a fixed weight must identify it");
    }

    /**
     * The number of samples per example; 20 unless set.
     *
     * @return the parameter
     */
    default IntParam samples() {
        return new IntParam(this, "samples", "samples per example, at least 1", ParamValidators.gtEq(1));
    }

    /**
     * The seed of the noise; 0 unless set.
     *
     * @return the parameter
     */
    default LongParam seed() {
        return new LongParam(this, "seed", "seed of the noise");
    }

    /**
     * The penalty on half the sum of squares of the standardised weights; 0 unless set.
     *
     * @return the parameter
     */
    default DoubleParam l2() {
        return new DoubleParam(this, "l2", "penalty on half the squares, at least 0", ParamValidators.gtEq(0));
    }

    /**
     * The penalty on the sum of the absolute standardised weights; 0 unless set.
     *
     * @return the parameter
     */
    default DoubleParam l1() {
        return new DoubleParam(this, "l1", "penalty on absolute values, at least 0", ParamValidators.gtEq(0));
    }

    /**
     * The bounds of weights, such as {@code slope=0..}, or their fixed values, such as {@code toll=1}; none by default.
     *
     * @return the parameter
     */
    default StringArrayParam bounds() {
        return new StringArrayParam(this, "bounds", "bounds of weights, such as slope=0.. or time=0..10");
    }

    /**
     * The kind of standard errors: {@code robust}, the default, {@code model}, or {@code none}, which saves passes over
     * the examples, see {@link io.dither.learn.model.FitSettings.Errors#NONE}.
     *
     * @return the parameter
     */
    default Param<String> errors() {
        return new Param<>(
                this, "errors", "robust, model or none", ParamValidators.inArray(List.of("robust", "model", "none")));
    }

    /**
     * The largest number of iterations of the search; 200 unless set.
     *
     * @return the parameter
     */
    default IntParam maxIter() {
        return new IntParam(this, "maxIter", "largest number of iterations, at least 1", ParamValidators.gtEq(1));
    }

    /**
     * The number of ranges of keys into which the examples are divided; it does not change the result. The default, 0,
     * makes two per core.
     *
     * @return the parameter
     */
    default IntParam partitions() {
        return new IntParam(this, "partitions", "ranges of keys; 0 for two per core", ParamValidators.gtEq(0));
    }

    /**
     * Returns the text of a parameter.
     *
     * @param parameter the parameter
     * @return its value or default
     */
    default String text(Param<String> parameter) {
        Arguments.require(
                isDefined(parameter), "'" + parameter.name() + "' is not set", "Maybe set it: " + parameter.doc());
        return getOrDefault(parameter);
    }
}
