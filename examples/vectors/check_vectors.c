/* Judges a batch norm by the vectors of bncheck: npx bncheck fixtures export --format csv --out csv; cc check_vectors.c -lm; cat csv/bn-*.csv | ./a.out */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 24, VALUES = 4096 };
typedef struct { char name[64]; int rank, size, shape[8]; double v[VALUES]; } Part;
static Part parts[NAMES];
static int count;

static Part *find(const char *name) {
  for (int k = 0; k < count; k++) if (strcmp(parts[k].name, name) == 0) return &parts[k];
  return NULL;
}
static float at(const char *name, int c, float absent) { Part *p = find(name); return p ? (float)p->v[c] : absent; }

/* The implementation under test: put yours here. Here outputs and statistics are shown, gradients are not. */
static void batch_norm(int training, float *y, float *mean, float *variance) {
  Part *x = find("input/input");
  int axis = (int)find("input/channelAxis")->v[0], channels = x->shape[axis], inner = 1;
  for (int k = axis + 1; k < x->rank; k++) inner *= x->shape[k];
  for (int c = 0; c < channels; c++) {
    int m = x->size / channels;
    double sum = 0, squares = 0;
    for (int i = 0; i < x->size; i++) if (i / inner % channels == c) sum += x->v[i];
    double mu = training ? sum / m : at("input/runningMean", c, 0);
    for (int i = 0; i < x->size; i++) if (i / inner % channels == c) squares += (x->v[i] - mu) * (x->v[i] - mu);
    double v = training ? squares / m : at("input/runningVariance", c, 1);
    double r = 1 / sqrt(v + find("input/epsilon")->v[0]);
    for (int i = 0; i < x->size; i++)
      if (i / inner % channels == c) y[i] = (float)((x->v[i] - mu) * r * at("input/gamma", c, 1) + at("input/beta", c, 0));
    mean[c] = (float)mu, variance[c] = (float)v;
  }
}

static int is_right(double actual, double expected, double bound) {
  if (isnan(bound)) return !isfinite(actual);
  if (bound == INFINITY || actual == expected) return 1;
  if (isnan(expected) || isnan(actual)) return isnan(expected) && isnan(actual);
  if (isinf(actual) || isinf(expected))
    return actual * expected > 0 && fmin(fabs(actual), fabs(expected)) + bound >= FLT_MAX;
  return fabs(actual - expected) <= bound;
}
static int judge(const char *name, const float *actual) {
  char full[64];
  Part *e = find((snprintf(full, sizeof full, "expected/%s", name), full));
  Part *b = find((snprintf(full, sizeof full, "bound/%s", name), full));
  for (int i = 0; e && i < e->size; i++) if (!is_right(actual[i], e->v[i], b->v[i])) return 0;
  return 1;
}

static int passed, failed;
static void finish(const char *id, const char *operation) {
  static float y[VALUES], mean[VALUES], variance[VALUES];
  int training = strcmp(operation, "training") == 0;
  if (count == 0 || (!training && strcmp(operation, "inference") != 0)) return;
  batch_norm(training, y, mean, variance);
  int good = judge("output", y) && judge("batchMean", mean) && judge("batchVariance", variance);
  passed += good, failed += !good;
  if (!good) printf("%s\n", id);
}

int main(void) {
  static char line[1 << 18];
  char id[128] = "", operation[64] = "", *field[7], *end;
  while (fgets(line, sizeof line, stdin)) {
    field[0] = line;
    for (int k = 1; k < 7; k++) field[k] = strchr(field[k - 1], ','), *field[k]++ = 0;
    if (strcmp(field[0], id) != 0) finish(id, operation), count = 0, strcpy(id, field[0]), strcpy(operation, field[1]);
    if (strcmp(id, "id") == 0) continue; /* the head of a file */
    Part *p = &parts[count++];
    snprintf(p->name, sizeof p->name, "%s/%s", field[3], field[4]);
    for (p->rank = 0; (p->shape[p->rank] = (int)strtol(field[5], &end, 10), end != field[5]); field[5] = end) p->rank++;
    for (p->size = 0; (p->v[p->size] = strtod(field[6], &end), end != field[6]); field[6] = end) p->size++;
  }
  finish(id, operation);
  printf("%d passed, %d failed\n", passed, failed);
  return failed > 0 || passed == 0;
}
