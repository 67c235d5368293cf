import io.dither.learn.model.Features;
import io.dither.learn.model.Link;
import io.dither.networks.MultilayerModel;
import java.util.List;

class Main {
    public static void main(String[] args) {
        MultilayerModel model = MultilayerModel.of(List.of("light", "way"), 2, Link.IDENTITY);
        System.out.println(model.theta(model.start(), Features.of(new double[] {1, 2}))[0]);
    }
}
