package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.learn.Predictor;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.oracle.InexactPolicy;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;

/**
 * A fitted model in the serialisable form that executors need to decide.
 *
 * @param model the cost model
 * @param parameters the parameters of the model
 * @param noise the text of the noise
 * @param followsLengths whether the shape of a coordinate's noise is proportional to the length of the coordinate, see
 *     {@link NoiseModel#shapePerLength}
 * @param epsilon the amplitude of the noise
 * @param inexact the policy for solutions that are not proved optimal
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record BroadcastModel(
        CostModel model,
        double[] parameters,
        String noise,
        boolean followsLengths,
        double epsilon,
        InexactPolicy inexact)
        implements Serializable {
    static BroadcastModel of(Fitted fitted) {
        Arguments.require(
                fitted.model() instanceof Serializable,
                fitted.model().getClass().getName() + " is not serializable and cannot go to a cluster",
                "Maybe let the cost model implement java.io.Serializable");
        return new BroadcastModel(
                fitted.model(),
                fitted.parameters(),
                fitted.noise().text(),
                fitted.noise().shapePerLength() != 0,
                fitted.epsilon(),
                fitted.inexact());
    }

    Predictor predictor(PluginCatalogue catalogue) {
        return new Predictor(model, parameters, NoiseModel.parse(noise, followsLengths, catalogue), epsilon)
                .inexact(inexact);
    }
}
