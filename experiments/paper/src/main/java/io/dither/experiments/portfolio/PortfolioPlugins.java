package io.dither.experiments.portfolio;

import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The text form of portfolios. */
public final class PortfolioPlugins implements PluginModule {
    @Override
    public List<Plugin> plugins() {
        return List.of(
                // portfolio:covariance=((0.04,0.01);(0.01,0.09)),variance=0.05
                OracleProvider.of(
                        "portfolio",
                        "shares of assets within a budget and a limit of variance; theta: their expected returns",
                        p -> new Portfolio(
                                p.rows("covariance"),
                                p.real("variance"),
                                p.real("budget"),
                                p.flag("invested"),
                                p.real("lower"),
                                p.real("upper")),
                        Parameter.of("covariance", TEXT, "its rows, such as ((0.04,0.01);(0.01,0.09))"),
                        Parameter.of("variance", REAL, "the largest variance, above 0"),
                        Parameter.of("budget", REAL, "the largest sum of the shares")
                                .withDefault("1"),
                        Parameter.choice("invested", "whether all of the budget is invested", "false", "true"),
                        Parameter.of("lower", REAL, "the smallest share").withDefault("0"),
                        Parameter.of("upper", REAL, "the largest share").withDefault("1")));
    }
}
