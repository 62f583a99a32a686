import type { CloneFigure } from './clonePath.js';
import type { SmallWorldFigure } from './smallWorlds.js';

/** Prints the cells of a line, one below the other. */
export function row(cells: readonly string[]): void {
  console.log(cells.map((cell) => cell.padStart(14)).join(''));
}

const ns = (figure: number) => `${figure.toFixed(0)} ns`;
const us = (figure: number) => `${(figure / 1000).toFixed(2)} us`;

export function printClones(figures: readonly CloneFigure[], most: ReadonlyMap<number, number>): void {
  row(['volumes', 'side', 'median', 'least', 'ratio', 'of the least', 'at most']);
  for (const { volumes, side, medianNs, leastNs, ratio, leastRatio } of figures)
    row([
      volumes.toLocaleString('en'),
      side,
      ns(medianNs),
      ns(leastNs),
      ratio.toFixed(2),
      leastRatio.toFixed(2),
      side === 'arraysim' ? (most.get(volumes)?.toFixed(2) ?? '') : '',
    ]);
}

export function printSmallWorlds(figures: readonly SmallWorldFigure[]): void {
  row(['10 volumes', 'fork + clone', 'least', 'keeps', 'with its job', 'least', 'keeps']);
  for (const { side, cloneNs, wholeNs, cloneBytes, wholeBytes } of figures)
    row([side, us(cloneNs[0]), us(cloneNs[1]), bytes(cloneBytes), us(wholeNs[0]), us(wholeNs[1]), bytes(wholeBytes)]);
}

const bytes = (count: number) => `${count.toFixed(0)} B`;
