package io.dither.experiments.learning;

import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.text.Html;
import io.dither.learn.persons.PersonEstimator;
import io.dither.learn.persons.PersonResults;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Options of {@code dither learn} by which a module lets weights differ between persons; a picocli mixin, found by {@link ServiceLoader}.
 */
public interface PersonOptions {
    /** {@return whether the user gave options that let weights differ between persons} */
    boolean areGiven();

    /** {@return the rules that say which options of the command need or exclude options for persons} */
    List<OptionRule> rules();

    /**
     * {@return the estimator of the differences between persons}
     *
     * @param covariates the names of the variables on which the probabilities of latent classes of persons depend
     * @param payIn the weight in whose unit the other weights are reported; empty for the default of the module
     */
    PersonEstimator estimator(List<String> covariates, Optional<String> payIn);

    /**
     * Writes the section of the page on persons.
     *
     * @param results the results of the fit
     * @param html the page
     */
    void write(PersonResults results, Html html);

    /** {@return the options of the first module on the class path; none if there is no such module} */
    static PersonOptions find() {
        return ServiceLoader.load(PersonOptions.class).findFirst().orElseGet(NoPersonOptions::new);
    }
}
