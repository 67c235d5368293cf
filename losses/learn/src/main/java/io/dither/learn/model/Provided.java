package io.dither.learn.model;

/** A capability of a {@link CostModel} that a provider makes from a text; a saved model has the id of the provider, which loads it. */
public interface Provided {
    /** {@return the id of the {@link io.dither.learn.CostModelProvider} that reads this model from the JSON that Jackson writes} */
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
