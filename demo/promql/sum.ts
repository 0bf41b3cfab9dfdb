/** Compensated summation (Kahan with Neumaier's improvement), where Prometheus 2.42 sums so. */
export class CompensatedSum {
  sum = 0;
  rest = 0;

  add(value: number): void {
    const total = this.sum + value;
    this.rest += Math.abs(this.sum) >= Math.abs(value) ? this.sum - total + value : value - total + this.sum;
    this.sum = total;
  }

  /** The plain total: an infinite sum has no meaningful rest. */
  get total(): number {
    return this.sum === Infinity || this.sum === -Infinity ? this.sum : this.sum + this.rest;
  }
}
