/** The documents' words for a code without those that many codes begin with: for tables, where the end tells them apart. */
export function abbreviatedLabel(label: string): string {
  return label.replace(/^StorageService CIM Error: /, 'CIM: ').replace(/^StorageService: /, '');
}
