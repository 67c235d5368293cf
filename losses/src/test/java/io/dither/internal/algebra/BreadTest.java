package io.dither.internal.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreadTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 10})
    void aSingularJacobianIsFound(int size) {
        DMatrixRMaj basis = CommonOps_DDRM.identity(size);
        for (double smallest : new double[] {0, 0.5}) {
            DMatrixRMaj jacobian = CommonOps_DDRM.identity(size);
            jacobian.set(size - 1, size - 1, smallest);
            assertEquals(smallest == 0, Bread.of(jacobian, basis).isSingular());
            assertEquals(smallest == 0, Bread.ofReduced(jacobian, basis).isSingular());
        }
    }
}
