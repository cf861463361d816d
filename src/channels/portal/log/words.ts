import { defineWords, plural } from '#kernel'

/** What the page of the public log says, in both languages. */
export const words = defineWords({
  fr: {
    title: 'Journal public',
    link: 'Journal public',
    lead: 'Chaque chose qui arrive ici est inscrite dans un registre auquel on ne peut qu’ajouter. Son empreinte est publiée, pour que n’importe qui puisse constater que rien n’en a été changé, retiré ou déplacé : même nous ne le pourrions pas sans que cela se voie.',
    state: 'Où il en est',
    size: 'Événements inscrits',
    root: 'Empreinte de l’ensemble',
    at: 'Signé le',
    origin: 'Nom du journal',
    key: 'Clé de vérification',
    none: 'Rien n’est encore signé. Le journal est signé dans la seconde qui suit le démarrage de la plateforme.',
    held: 'Le journal n’est plus signé',
    heldText: {
      'smaller-than-signed':
        'Le registre a moins d’événements que ce qui a été signé. Nous ne signons plus rien tant que personne n’a trouvé pourquoi. Ce qui a été publié reste ici.',
      'differs-from-signed':
        'Le registre n’est plus le prolongement de ce qui a été signé. Nous ne signons plus rien tant que personne n’a trouvé pourquoi. Ce qui a été publié reste ici.',
      restored:
        'La plateforme a été ramenée d’une sauvegarde. Avant de signer de nouveau, nous vérifions que rien de ce qui a été publié depuis n’est contredit.',
    },
    holds: 'Ce qu’il contient',
    holdsLines: [
      'Une empreinte de 32 octets par événement : une demande déposée, une décision rendue, un avis reçu, une version de service publiée. L’empreinte ne dit rien de l’événement, et ne permet pas de le deviner.',
      'Aucun nom, aucune réponse, aucun numéro. Quand ce qu’une personne a écrit doit être effacé, on l’efface : l’empreinte reste, et le journal tient toujours.',
    ],
    check: 'Comment le vérifier',
    checkLines: [
      'Gardez la clé de vérification et un point de contrôle : trois lignes qui disent la taille et l’empreinte du journal, avec notre signature.',
      'Revenez quand vous voulez. Le nouveau point de contrôle doit prolonger l’ancien : tout ce qui y était y est encore, à la même place. Tout logiciel qui lit les journaux au format C2SP tlog-tiles le vérifie pour vous.',
      'Vous avez reçu la preuve d’un événement, un fichier « .tlog-proof » ? Elle se vérifie sans nous, hors ligne, avec la clé.',
    ],
    files: 'Ce qui se télécharge',
    checkpoint: 'Le point de contrôle',
    vkey: 'La clé de vérification',
    tile: 'Les premières empreintes',
    tileAbout: 'les suivantes sont à côté, par 256',
    witnesses: 'Les témoins',
    witnessesText:
      'Un témoin est quelqu’un d’autre qui suit le journal et le signe à son tour : il faudrait tromper tous les témoins de la même façon.',
    witness: 'Témoin',
    cosigned: 'A signé jusqu’à',
    cosignedOn: 'Le',
    notYet: 'Rien encore',
    noWitness:
      'Il n’y a pas encore de témoin. Quiconque garde un point de contrôle peut déjà constater que le journal le prolonge.',
    events: (n: number, shown: string) =>
      plural(n, 'fr', { one: `${shown} événement`, other: `${shown} événements` }),
  },
  en: {
    title: 'Public log',
    link: 'Public log',
    lead: 'Everything that happens here is written in a ledger that can only be added to. Its fingerprint is published, so that anyone can see that nothing in it was changed, removed or moved: not even we could do it without it being seen.',
    state: 'Where it stands',
    size: 'Events written',
    root: 'Fingerprint of the whole',
    at: 'Signed on',
    origin: 'Name of the log',
    key: 'Verifier key',
    none: 'Nothing is signed yet. The log is signed within a second of the platform being started.',
    held: 'The log is not signed any more',
    heldText: {
      'smaller-than-signed':
        'The ledger has fewer events than what was signed. We sign nothing more until somebody has found out why. What was published stays here.',
      'differs-from-signed':
        'The ledger no longer continues what was signed. We sign nothing more until somebody has found out why. What was published stays here.',
      restored:
        'The platform was brought back from a backup. Before signing again, we check that nothing published since then is contradicted.',
    },
    holds: 'What it holds',
    holdsLines: [
      'A fingerprint of 32 bytes for each event: a request filed, a decision made, an opinion received, a version of a service published. The fingerprint says nothing of the event, and lets nobody guess it.',
      'No name, no answer, no number. When what a person wrote must be erased, it is erased: the fingerprint stays, and the log still holds.',
    ],
    check: 'How to check it',
    checkLines: [
      'Keep the verifier key and a checkpoint: three lines that say the size and the fingerprint of the log, with our signature.',
      'Come back whenever you like. The new checkpoint must continue the old one: all that was there is still there, in the same place. Any software that reads logs in the C2SP tlog-tiles format checks it for you.',
      'Were you given a proof of an event, a “.tlog-proof” file? It can be verified without us, offline, with the key.',
    ],
    files: 'What can be downloaded',
    checkpoint: 'The checkpoint',
    vkey: 'The verifier key',
    tile: 'The first fingerprints',
    tileAbout: 'the next ones are beside them, 256 at a time',
    witnesses: 'Witnesses',
    witnessesText:
      'A witness is somebody else who follows the log and signs it in turn: all witnesses would have to be deceived in the same way.',
    witness: 'Witness',
    cosigned: 'Has signed up to',
    cosignedOn: 'On',
    notYet: 'Nothing yet',
    noWitness:
      'There is no witness yet. Whoever keeps a checkpoint can already see that the log continues it.',
    events: (n: number, shown: string) =>
      plural(n, 'en', { one: `${shown} event`, other: `${shown} events` }),
  },
})
