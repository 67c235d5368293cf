import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.localsearch.ChainSettings;
import io.dither.localsearch.LocalSearchLayer;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;

class Main {
    public static void main(String[] args) {
        LinearOracle two = OracleRegistry.discover().create("top-k:n=3,k=2");
        try (LocalSearchLayer layer = LocalSearchLayer.of(two, ChainSettings.annealed(1), 42, 1)) {
            System.out.println(layer.estimate(new Input(new double[] {1, 2, 3}, NoiseKey.ZERO, two)).rHat());
        }
    }
}
