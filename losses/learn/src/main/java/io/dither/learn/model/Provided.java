package io.dither.learn.model;

/** A capability of a {@link CostModel} that texts name, so that a saved model is loaded by this name. */
public interface Provided {
    /** {@return the id of the {@link io.dither.learn.CostModelProvider} that reads this model from JSON; Jackson writes the model's fields} */
    String provider();

    /**
     * {@return the id of the provider of a model; empty if there is none, so that only its class can load it}
     *
     * @param model the model
     */
    static String providerId(CostModel model) {
        return model.as(Provided.class).map(Provided::provider).orElse("");
    }
}
