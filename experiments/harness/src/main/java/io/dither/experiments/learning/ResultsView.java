package io.dither.experiments.learning;

import io.dither.experiments.text.Html;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.PersonModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows results as readers of a field of research expect them, such as tables of utilities. A view is for users' rows of a special form, such
 * as one row per choice, from which a {@code Reshaper} of dither-data has made rows of the long layout. Found by {@link ServiceLoader}.
 */
public interface ResultsView {
    /**
     * A section of the results.
     *
     * @param text the lines for the console
     * @param fields the fields of the JSON output, by name
     * @param page writes the section of the page
     */
    record Section(String text, Map<String, Object> fields, Consumer<Html> page) {}

    /**
     * A model and the observed decisions with which it is compared.
     *
     * @param reshape the value of {@code --reshape}, which specifies the reshaper of the rows, such as {@code choices:...}
     * @param fitted the fitted model; if persons differ, with their typical weights (medians of tastes, or means over classes)
     * @param persons the model that decides for each person, if persons differ
     * @param observations the decisions
     * @param names the names of the coordinates of an example
     */
    record ModelOnDecisions(
            String reshape,
            Fitted fitted,
            Optional<PersonModel> persons,
            List<Observation> observations,
            Function<Observation, List<String>> names) {}

    /**
     * {@return whether this view is for the rows of a reshaper}
     *
     * @param reshape the value of {@code --reshape}, which specifies the reshaper, such as {@code choices:...}
     */
    boolean isOf(String reshape);

    /**
     * {@return the estimates, in place of the usual table}
     *
     * @param fitted the fit
     * @param classical the same fit with standard errors from the inverse Hessian; empty unless the errors of {@code fitted} are robust and
     *     its loss is minus a log likelihood
     */
    Section weights(Fitted fitted, Optional<Fitted> classical);

    /**
     * {@return the decisions of a model beside those observed}
     *
     * @param model the model and the observed decisions
     */
    Section decisions(ModelOnDecisions model);

    /**
     * {@return the view for the rows of a reshaper, if a module on the class path has one}
     *
     * @param reshape the value of {@code --reshape}, which specifies the reshaper; empty if rows were not reshaped
     */
    static Optional<ResultsView> find(String reshape) {
        return ServiceLoader.load(ResultsView.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(view -> !reshape.isEmpty() && view.isOf(reshape))
                .findFirst();
    }
}
