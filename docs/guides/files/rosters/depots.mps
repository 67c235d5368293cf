NAME depots
ROWS
 N cost
 E serve_ulm
 E serve_graz
 E serve_bern
 E serve_linz
 E serve_rome
 L use_north_ulm
 L use_north_graz
 L use_north_bern
 L use_north_linz
 L use_north_rome
 L use_mid_ulm
 L use_mid_graz
 L use_mid_bern
 L use_mid_linz
 L use_mid_rome
 L use_south_ulm
 L use_south_graz
 L use_south_bern
 L use_south_linz
 L use_south_rome
COLUMNS
    M1 'MARKER' 'INTORG'
    open_north use_north_ulm -1
    open_north use_north_graz -1
    open_north use_north_bern -1
    open_north use_north_linz -1
    open_north use_north_rome -1
    open_mid use_mid_ulm -1
    open_mid use_mid_graz -1
    open_mid use_mid_bern -1
    open_mid use_mid_linz -1
    open_mid use_mid_rome -1
    open_south use_south_ulm -1
    open_south use_south_graz -1
    open_south use_south_bern -1
    open_south use_south_linz -1
    open_south use_south_rome -1
    ship_north_ulm serve_ulm 1
    ship_north_ulm use_north_ulm 1
    ship_north_graz serve_graz 1
    ship_north_graz use_north_graz 1
    ship_north_bern serve_bern 1
    ship_north_bern use_north_bern 1
    ship_north_linz serve_linz 1
    ship_north_linz use_north_linz 1
    ship_north_rome serve_rome 1
    ship_north_rome use_north_rome 1
    ship_mid_ulm serve_ulm 1
    ship_mid_ulm use_mid_ulm 1
    ship_mid_graz serve_graz 1
    ship_mid_graz use_mid_graz 1
    ship_mid_bern serve_bern 1
    ship_mid_bern use_mid_bern 1
    ship_mid_linz serve_linz 1
    ship_mid_linz use_mid_linz 1
    ship_mid_rome serve_rome 1
    ship_mid_rome use_mid_rome 1
    ship_south_ulm serve_ulm 1
    ship_south_ulm use_south_ulm 1
    ship_south_graz serve_graz 1
    ship_south_graz use_south_graz 1
    ship_south_bern serve_bern 1
    ship_south_bern use_south_bern 1
    ship_south_linz serve_linz 1
    ship_south_linz use_south_linz 1
    ship_south_rome serve_rome 1
    ship_south_rome use_south_rome 1
    M2 'MARKER' 'INTEND'
RHS
    rhs serve_ulm 1
    rhs serve_graz 1
    rhs serve_bern 1
    rhs serve_linz 1
    rhs serve_rome 1
BOUNDS
 BV b open_north
 BV b open_mid
 BV b open_south
 BV b ship_north_ulm
 BV b ship_north_graz
 BV b ship_north_bern
 BV b ship_north_linz
 BV b ship_north_rome
 BV b ship_mid_ulm
 BV b ship_mid_graz
 BV b ship_mid_bern
 BV b ship_mid_linz
 BV b ship_mid_rome
 BV b ship_south_ulm
 BV b ship_south_graz
 BV b ship_south_bern
 BV b ship_south_linz
 BV b ship_south_rome
ENDATA
